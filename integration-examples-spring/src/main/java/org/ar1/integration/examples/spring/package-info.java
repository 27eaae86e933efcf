/** A Spring Boot application with the reports, their health and their metrics. */
@NullMarked
package org.ar1.integration.examples.spring;

import org.jspecify.annotations.NullMarked;
