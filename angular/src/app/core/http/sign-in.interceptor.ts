import { HttpErrorResponse, HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, throwError } from 'rxjs';

import { SessionStore } from '../session/session-store';
import { EXPECT_401 } from './expect-401';

/** The session ran out: to the sign-in page, and back to this page afterwards. */
export const signInInterceptor: HttpInterceptorFn = (request, next) => {
  const router = inject(Router);
  const session = inject(SessionStore);
  return next(request).pipe(
    catchError((error: unknown) => {
      if (error instanceof HttpErrorResponse && error.status === 401 && !request.context.get(EXPECT_401)) {
        session.forget();
        if (!router.url.startsWith('/sign-in')) {
          void router.navigate(['/sign-in'], { queryParams: { back: router.url } });
        }
      }
      return throwError(() => error);
    }),
  );
};
