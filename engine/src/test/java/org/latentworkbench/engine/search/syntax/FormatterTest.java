package org.latentworkbench.engine.search.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Layout changes, meaning does not. */
class FormatterTest {
    /** Formatting keeps the syntax tree and comments, and is done after one time. */
    static void assertKept(String script) {
        String formatted = Formatter.format(script);
        assertThat(tree(formatted)).as("%s%n%s", script, formatted).isEqualTo(tree(script));
        assertThat(Formatter.format(formatted)).as(script).isEqualTo(formatted);
    }

    private static String tree(String script) {
        Script parsed = ScriptParser.parse(script);
        return (parsed.lines() + " " + parsed.within()).replaceAll("(nameS|s)pan=Span\\[offset=\\d+, length=\\d+]", "");
    }

    @Test
    void everyConstructHasOneForm() {
        assertThat(Formatter.format("(  cat ){0,}")).isEqualTo("( cat)*");
        assertThat(Formatter.format("(( cat)){1,1}( a){ 1 , }( b){0,1}( c){,4}( d){2,2}"))
                .isEqualTo("( cat){1}( a)+( b)?( c){,4}( d){2}");
        assertThat(Formatter.format("who=( he| she )(x )  # who\n\n\n[ who ]  said  "))
                .isEqualTo("who = ( he| she)x # who\n\n[who] said");
        assertThat(Formatter.format("x =a\n[ 12>0  &flex   `a` |!( 3 >= 0.50)]"))
                .isEqualTo("x =a\n[12 & flex `a` | !3>=0.5]");
        assertThat(Formatter.format("within{ 3 } a.")).isEqualTo("within{3} a.");
        assertThat(Formatter.format("[re `a`   search=True]( a)(b)")).isEqualTo("[re `a` search=True] a(b)");
    }

    @Test
    void whatCountsIsKept() {
        for (String script : new String[] {
            " the(big)",
            "x = a|b\n[x] c",
            "within{3}(within{2}a.*)",
            "(within{2}a)|b",
            "((a)*)+",
            "a\\#b # c",
            "\\\\#a",
            "[(re `a`)]",
            "[label:a \"b\" c]",
            "[concept:“a\"b”]",
            "(( a)( b))c",
            "(a|b)|c",
            "x = within{2} a.\n[x]",
            "[v=(a|b)] [v]",
            "[prefix ((a b)( c))]",
            "a\\n\\n",
            "#only\na#\n\n#end",
            "a\r\nb\r\n"
        }) {
            assertKept(script);
        }
        assertThatThrownBy(() -> Formatter.format("a+")).isInstanceOf(TokenRegexException.class);
    }
}
