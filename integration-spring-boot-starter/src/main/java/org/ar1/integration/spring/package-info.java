/**
 * The library as beans of a Spring Boot application, made from {@code ar1.integration.*} and replaceable one by one. An
 * application needs {@link org.ar1.integration.IntegrationClient}, and rarely
 * {@link org.ar1.integration.spring.IntegrationClientCustomizer}; the other types are public for Spring.
 */
@NullMarked
package org.ar1.integration.spring;

import org.jspecify.annotations.NullMarked;
