import { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** The server answers in the language of the screen. */
export const languageInterceptor: HttpInterceptorFn = (request, next) =>
  next(
    request.url.startsWith('/api/')
      ? request.clone({ setHeaders: { 'Accept-Language': inject(TranslocoService).getActiveLang() } })
      : request,
  );
