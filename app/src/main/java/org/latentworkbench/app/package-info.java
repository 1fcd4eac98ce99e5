/** The program's entry: {@link org.latentworkbench.app.Main} picks the face, command line or window. */
@NullMarked
package org.latentworkbench.app;

import org.jspecify.annotations.NullMarked;
