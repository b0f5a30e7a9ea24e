import { HttpClient, HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import { EXPECT_401 } from '../http/expect-401';
import { Prefs } from '../prefs/prefs';
import { SessionStore } from './session-store';

export interface Credentials {
  /** Phone number, e-mail address or user name; the server knows which. */
  readonly identifier: string;
  readonly password: string;
  /** The second step, when the account has one. */
  readonly secondFactorCode?: string;
}

/** In, over and out. The session cookie is the server's affair; here is only the answer to "who am I now". */
@Injectable({ providedIn: 'root' })
export class SignIn {
  private readonly http = inject(HttpClient);
  private readonly session = inject(SessionStore);
  private readonly prefs = inject(Prefs);

  /** False when the six digits of the second factor are still missing. */
  async enter(credentials: Credentials): Promise<boolean> {
    const context = new HttpContext().set(EXPECT_401, true);
    const answer = await firstValueFrom(
      this.http.post<{ needsSecondFactor: boolean }>('/api/platform/sign-in', credentials, { context }),
    );
    if (!answer.needsSecondFactor) {
      await this.session.load();
    }
    return !answer.needsSecondFactor;
  }

  /** Acts from now on as a member of another community, or of the street office. */
  async choose(membershipId: string): Promise<void> {
    await firstValueFrom(this.http.post('/api/platform/session/membership', { membershipId }));
    await this.session.load();
  }

  async leave(): Promise<void> {
    await firstValueFrom(this.http.post('/api/platform/sign-out', {}));
    this.prefs.writeAgain();
    await this.session.load();
  }
}
