package org.ar1.integration.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.ar1.integration.jaxrs.IntegrationResponse;
import org.ar1.integration.source.IntegrationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers the library's exceptions that a controller throws with problem details. An advice of the application that
 * handles them comes first. Not final, for proxies of Spring.
 */
@RestControllerAdvice
class IntegrationExceptionAdvice {

    @ExceptionHandler
    ResponseEntity<byte[]> answer(IntegrationException failure, HttpServletRequest request) {
        IntegrationResponse answer = IntegrationRequests.problem(failure, request.getHeader("X-Request-Id"));
        HttpHeaders headers = new HttpHeaders();
        answer.headers().forEach(headers::set);
        return ResponseEntity.status(answer.status()).headers(headers).body(answer.content());
    }
}
