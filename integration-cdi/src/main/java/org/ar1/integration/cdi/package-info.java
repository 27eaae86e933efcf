/**
 * The library in a CDI container, such as that of Quarkus: a bean of type
 * {@link org.ar1.integration.IntegrationClient IntegrationClient}, the reports below {@code /integration}, and problem
 * details for the library's exceptions. An application names none of these types: the container finds them.
 */
@NullMarked
package org.ar1.integration.cdi;

import org.jspecify.annotations.NullMarked;
