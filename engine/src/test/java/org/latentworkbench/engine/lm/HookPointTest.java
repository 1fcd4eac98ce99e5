package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.error.BadInputException;

class HookPointTest {
    @ParameterizedTest
    @CsvSource({
        "embed, hook_embed",
        "resid_pre.0, blocks.0.hook_resid_pre",
        "attn_z.3, blocks.3.attn.hook_z",
        "attn_out.3, blocks.3.hook_attn_out",
        "resid_mid.1, blocks.1.hook_resid_mid",
        "mlp_act.2, blocks.2.mlp.hook_post",
        "mlp_out.2, blocks.2.hook_mlp_out",
        "resid_post.11, blocks.11.hook_resid_post",
        "final_norm, ln_final.hook_normalized"
    })
    void bothNamesMeanTheSamePlace(String ours, String transformerLens) {
        HookPoint hook = HookPoint.parse(ours);
        assertThat(hook).hasToString(ours);
        assertThat(hook.transformerLensName()).isEqualTo(transformerLens);
        assertThat(HookPoint.parse(transformerLens)).isEqualTo(hook);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "resid_post",
                "resid_post.",
                "resid_post.x",
                "resid_post.-1",
                "embed.0",
                "blocks.0.hook_z",
                "resid_post.123456789012"
            })
    void namesThePlacesThereAre(String text) {
        assertThatThrownBy(() -> HookPoint.parse(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("resid_post.2");
    }

    @Test
    void aPlaceThatIsThereOnceHasNoLayer() {
        assertThatThrownBy(() -> new HookPoint(HookPoint.Kind.EMBED, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
