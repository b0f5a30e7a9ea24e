import { inject } from '@angular/core';
import { CanMatchFn, Router, UrlSegment } from '@angular/router';

import { SessionStore } from './session-store';

/** For pages of one's own: others are asked to sign in first and come back afterwards. */
export const signedIn: CanMatchFn = (_route, segments) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  return (
    session.signedIn() || router.createUrlTree(['/sign-in'], { queryParams: { back: addressOf(segments, router) } })
  );
};

/** For a person's own pages and the console: a post that needs a second sign-in step sets it up first. */
export const secured: CanMatchFn = (_route, segments) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  return (
    !session.needsSecondFactor() ||
    router.createUrlTree(['/me/second-factor'], { queryParams: { back: addressOf(segments, router) } })
  );
};

/** For pages that need a permission: `canMatch: [may('Funds.Reconcile')]`. */
export function may(permission: string): CanMatchFn {
  return (_route, segments) => {
    const session = inject(SessionStore);
    const router = inject(Router);
    if (session.can(permission)) {
      return true;
    }
    return session.signedIn()
      ? router.createUrlTree(['/not-allowed'])
      : router.createUrlTree(['/sign-in'], { queryParams: { back: addressOf(segments, router) } });
  };
}

/** The whole address asked for; a guard of a child route sees only its own segments. */
function addressOf(segments: readonly UrlSegment[], router: Router): string {
  const asked = router.currentNavigation()?.extractedUrl;
  return asked ? router.serializeUrl(asked) : `/${segments.map((segment) => segment.path).join('/')}`;
}

/** Where to go after signing in: only addresses inside this site. */
export function safeBack(back: string | null | undefined): string {
  const looksLocal = back && /^\/(?![/\\])/.test(back);
  // eslint-disable-next-line no-control-regex -- control characters are what must be refused here
  return looksLocal && !/[\\\u0000-\u001f]/.test(back) ? back : '/';
}
