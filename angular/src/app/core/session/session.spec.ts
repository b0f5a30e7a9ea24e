import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';

import { signInInterceptor } from '../http/sign-in.interceptor';
import { Api } from '../api/api';
import { Can } from './can';
import { may, safeBack, signedIn } from './guards';
import { NOBODY, Session } from './session';
import { SessionStore } from './session-store';
import { SignIn } from './sign-in';

const LIN: Session = {
  ...NOBODY,
  user: { id: 'u1', name: '林秀英' },
  tenant: { id: 't1', name: '锦绣社区', phone: null, timeZone: 'Asia/Urumqi' },
  permissions: ['Funds.Post'],
  features: { Funds: true },
  memberships: [{ id: 'm1', kind: 'Community', name: '锦绣社区', roles: ['fund-manager'] }],
};

@Component({
  selector: 'app-session-spec',
  imports: [Can],
  template: `<b *appCan="'Funds.Post'">post</b><i *appCan="'Funds.Close'">close</i>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {}

describe('session', () => {
  let http: HttpTestingController;
  let session: SessionStore;

  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([signInInterceptor])),
        provideHttpClientTesting(),
        provideRouter([
          { path: 'mine', canMatch: [signedIn], component: Page },
          { path: 'books/:id', canMatch: [may('Funds.Post')], component: Page },
          { path: 'closing', canMatch: [may('Funds.Close')], component: Page },
          { path: '**', component: Page },
        ]),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    session = TestBed.inject(SessionStore);
  });

  afterEach(() => http.verify());

  async function load(answer: Session): Promise<void> {
    const loading = session.load();
    http.expectOne('/api/platform/session').flush(answer);
    await loading;
  }

  it('knows who is here and what they may do', async () => {
    await load(LIN);
    expect(session.signedIn()).toBe(true);
    expect(session.can('Funds.Post')).toBe(true);
    expect(session.can('Funds.Close')).toBe(false);
    expect(session.has('Funds')).toBe(true);
    expect(session.has('Cases')).toBe(false);
    expect(session.timeZone()).toBe('Asia/Urumqi');
    expect(session.worksHere()).toBe(true);
  });

  it('is nobody when the server cannot be reached', async () => {
    const loading = session.load();
    http.expectOne('/api/platform/session').error(new ProgressEvent('error'));
    await loading;
    expect(session.signedIn()).toBe(false);
    expect(session.timeZone()).toBe('Asia/Shanghai');
  });

  it.each([0, 504])('knows who was here when nobody answers (%s), until they sign out', async (status) => {
    await load(LIN);
    const again = session.load();
    http.expectOne('/api/platform/session').flush(null, { status, statusText: 'no network' });
    await again;
    expect(session.user()?.name).toBe('林秀英');

    session.forget();
    const later = session.load();
    http.expectOne('/api/platform/session').flush(null, { status, statusText: 'no network' });
    await later;
    expect(session.signedIn()).toBe(false);
  });

  it('shows only what one may do, and follows the session', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const text = () => (fixture.nativeElement as HTMLElement).textContent;
    expect(text()).toBe('');
    await load(LIN);
    await fixture.whenStable();
    expect(text()).toBe('post');
    session.forget();
    await fixture.whenStable();
    expect(text()).toBe('');
  });

  it('sends strangers to the sign-in page and remembers the whole address', async () => {
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl('/books/7?month=3');
    expect(TestBed.inject(Router).url).toBe('/sign-in?back=%2Fbooks%2F7%3Fmonth%3D3');
  });

  it('lets in those who may, and tells the others', async () => {
    await load(LIN);
    const harness = await RouterTestingHarness.create();
    const router = TestBed.inject(Router);
    await harness.navigateByUrl('/mine');
    expect(router.url).toBe('/mine');
    await harness.navigateByUrl('/books/7');
    expect(router.url).toBe('/books/7');
    await harness.navigateByUrl('/closing');
    expect(router.url).toBe('/not-allowed');
  });

  it('asks to sign in again when the session ran out, and keeps the name of the community', async () => {
    await load(LIN);
    await (await RouterTestingHarness.create()).navigateByUrl('/books/7');
    const call = TestBed.inject(Api).get('/api/platform/session');
    http.expectOne('/api/platform/session').flush(null, { status: 401, statusText: 'Unauthorized' });
    await expect(call).rejects.toMatchObject({ status: 401 });
    await vi.waitFor(() => expect(TestBed.inject(Router).url).toBe('/sign-in?back=%2Fbooks%2F7'));
    expect(session.signedIn()).toBe(false);
    expect(session.placeName()).toBe('锦绣社区');
  });

  it('signs in, in one step or in two', async () => {
    const signIn = TestBed.inject(SignIn);
    const first = signIn.enter({ identifier: 'lin', password: 'x' });
    http.expectOne('/api/platform/sign-in').flush({ needsSecondFactor: true });
    expect(await first).toBe(false);
    expect(session.signedIn()).toBe(false);

    const second = signIn.enter({ identifier: 'lin', password: 'x', secondFactorCode: '123456' });
    http.expectOne('/api/platform/sign-in').flush({ needsSecondFactor: false });
    await vi.waitFor(() => http.expectOne('/api/platform/session').flush(LIN));
    expect(await second).toBe(true);
    expect(session.user()?.name).toBe('林秀英');
  });

  it('does not take a wrong password for a session that ran out', async () => {
    const trying = TestBed.inject(SignIn).enter({ identifier: 'lin', password: 'x' });
    http.expectOne('/api/platform/sign-in').flush({ code: 'Platform:SignInFailed' }, { status: 401, statusText: 'x' });
    await expect(trying).rejects.toMatchObject({ status: 401 });
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it.each([
    ['/shifts/7?x=1', '/shifts/7?x=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/a\\b', '/'],
    ['https://evil.example', '/'],
    ['/a\nb', '/'],
    ['', '/'],
    [undefined, '/'],
  ])('goes back to %s as %s', (back, expected) => {
    expect(safeBack(back)).toBe(expected);
  });
});
