/**
 * Reports, insights and the joined campus as JSON and as comma-separated values: the bytes that the service answers.
 */
@NullMarked
package org.ar1.integration.document;

import org.jspecify.annotations.NullMarked;
