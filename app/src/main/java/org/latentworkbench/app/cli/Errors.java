package org.latentworkbench.app.cli;

import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.search.syntax.TokenRegexException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Failures as people see them: one sentence on stderr, the details in the log. */
final class Errors {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int CANCELLED = 130;

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private final Program program;

    Errors(Program program) {
        this.program = program;
    }

    /** A command failed. */
    int failed(Throwable error) {
        LOG.error("failed", error);
        return switch (error) {
            case CancelledException cancelled -> {
                program.console().err().println(cancelled.getMessage());
                yield CANCELLED;
            }
            case TokenRegexException wrong -> {
                program.console().err().println("error: the script is wrong, " + wrong.rendering());
                wrong.fix().ifPresent(fix -> program.console().err().println("did you mean: " + fix.script()));
                yield WRONG_USAGE;
            }
            case WorkbenchException known -> fail(sentence(known));
            case OutOfMemoryError _ ->
                fail("There is not enough memory. Choose smaller sizes, or give Java more with JDK_JAVA_OPTIONS=-Xmx.");
            default -> fail(unexpected(error));
        };
    }

    /** What nobody foresaw, but for the memory of a GPU, which may end in any operation. */
    static String unexpected(Throwable error) {
        String message = String.valueOf(error.getMessage());
        if (message.contains("CUDA out of memory") || message.contains("STATUS_ALLOC_FAILED")) {
            return "The GPU has not enough memory. Close what else uses it, choose smaller sizes, or choose the device"
                    + " cpu.";
        }
        return "Something unexpected went wrong: " + error + ".";
    }

    /** The command line itself is wrong. */
    int usage(CommandLine.ParameterException error) {
        LOG.info("wrong usage: {}", error.getMessage());
        CommandLine command = error.getCommandLine();
        String message = String.valueOf(error.getMessage());
        program.console().err().println("error: " + message + (message.endsWith(".") ? "" : "."));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(
                error, program.console().err())) {
            program.console().err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return WRONG_USAGE;
    }

    private int fail(String sentence) {
        program.console().err().println("error: " + sentence);
        program.console().err().println("details: " + program.log());
        return FAILED;
    }

    private static String sentence(WorkbenchException error) {
        String message = String.valueOf(error.getMessage());
        return switch (error) {
            case BadInputException _, UnsupportedException _, ResourceException _, CancelledException _ -> message;
            case BugException _ -> "This is a fault of the program: " + message;
        };
    }
}
