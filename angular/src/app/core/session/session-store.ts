import { HttpClient, HttpContext } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import { EXPECT_401 } from '../http/expect-401';
import { isUnreachable } from '../http/problem';
import { NOBODY, Session } from './session';

/** Names and permissions only; what lets one in is the cookie. */
const KEPT = 'volunteer.session';

/** Who is here, in which community, and what they may do. The server decides again at every call. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly http = inject(HttpClient);
  private readonly state = signal<Session>(NOBODY);
  private readonly permissions = computed(() => new Set(this.state().permissions));

  readonly user = computed(() => this.state().user);
  readonly tenant = computed(() => this.state().tenant);
  readonly street = computed(() => this.state().street);
  readonly memberships = computed(() => this.state().memberships);
  readonly signedIn = computed(() => this.state().user !== null);
  readonly membership = computed(() => this.memberships().find(({ id }) => id === this.state().membershipId) ?? null);
  /** The post asks for a second sign-in step that is not set up yet; until then the server answers nothing else. */
  readonly needsSecondFactor = computed(() => this.state().restriction === 'Platform:SecondFactorNeeded');
  /** Whether there is anything to do in the console for this account; each screen asks for its own permission. */
  readonly worksHere = computed(() =>
    this.memberships().some(({ roles }) => roles.some((role) => role !== 'resident')),
  );
  readonly placeName = computed(() => this.state().tenant?.name ?? this.state().street?.name ?? null);
  /** Which side of the product one works on: the platform, a street office or a community. */
  readonly side = computed(() => this.membership()?.kind ?? null);
  readonly timeZone = computed(() => this.state().tenant?.timeZone ?? 'Asia/Shanghai');

  /** Whether one may do this, for example `can('Volunteering.SignUp')`. Follows the session when read in a template. */
  can(permission: string): boolean {
    return this.permissions().has(permission);
  }

  /** Whether the community has this part of the product switched on. */
  has(feature: string): boolean {
    return this.state().features[feature] ?? false;
  }

  async load(): Promise<void> {
    try {
      const context = new HttpContext().set(EXPECT_401, true);
      this.state.set(await firstValueFrom(this.http.get<Session>('/api/platform/session', { context })));
      this.keep();
    } catch (error) {
      // Without the network whoever was here stays, e.g. on the roll-call; a page that needs the server says so itself.
      this.state.set(isUnreachable(error) ? kept() : NOBODY);
    }
  }

  private keep(): void {
    if (this.signedIn()) {
      localStorage.setItem(KEPT, JSON.stringify(this.state()));
    } else {
      localStorage.removeItem(KEPT);
    }
  }

  forget(): void {
    localStorage.removeItem(KEPT);
    this.state.update((session) => ({ ...NOBODY, tenant: session.tenant, culture: session.culture }));
  }
}

function kept(): Session {
  const text = localStorage.getItem(KEPT);
  return text ? (JSON.parse(text) as Session) : NOBODY;
}
