import { HttpContext } from '@angular/common/http';
import { DOCUMENT, inject, Injectable } from '@angular/core';

import { Api } from '../api/api';
import { EXPECT_401 } from '../http/expect-401';
import { SessionStore } from './session-store';

/** The person closed the device's question, or the device had no passkey to show. Nobody is to blame, and nothing was sent. */
export class PasskeyStopped extends Error {}

/** Signing in with the device's own finger, face or code (WebAuthn) in place of password and second step. */
@Injectable({ providedIn: 'root' })
export class Passkeys {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly window = inject(DOCUMENT).defaultView;

  /** Whether this browser speaks WebAuthn with JSON; older ones sign in with the password. */
  readonly works = 'parseRequestOptionsFromJSON' in (this.window?.PublicKeyCredential ?? {});

  /** Makes a passkey on this device. The password shows once more whose account it is. */
  async add(name: string, password: string): Promise<void> {
    const asked = await this.api.post('/api/platform/me/passkeys/options', { body: { password } });
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked as PublicKeyCredentialCreationOptionsJSON);
    const credential = await answered(() => navigator.credentials.create({ publicKey }));
    await this.api.post('/api/platform/me/passkeys', { body: { name, credential } });
    await this.session.load();
  }

  /** Signs in as whoever the device knows. */
  async enter(): Promise<void> {
    const context = new HttpContext().set(EXPECT_401, true);
    const asked = await this.api.post('/api/platform/sign-in/passkey/options', { context });
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked as PublicKeyCredentialRequestOptionsJSON);
    const credential = await answered(() => navigator.credentials.get({ publicKey }));
    await this.api.post('/api/platform/sign-in/passkey', { body: { credential }, context });
    await this.session.load();
  }
}

async function answered(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) {
      return credential.toJSON();
    }
  } catch (error) {
    // InvalidStateError: this device has a passkey of the account already.
    if (!(error instanceof DOMException)) {
      throw error;
    }
  }
  throw new PasskeyStopped();
}
