package org.latentworkbench.app.cli;

import java.io.PrintStream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as scripts read it: snake_case keys, one document. */
final class JsonOutput {
    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    void print(Object value, PrintStream out) {
        out.println(mapper.writeValueAsString(value));
        out.flush();
    }
}
