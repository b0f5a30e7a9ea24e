import { Routes } from '@angular/router';

import { signedIn } from '../../core/session/guards';
import { ChooseCommunity } from './choose-community';
import { ForgotPassword } from './forgot-password';
import { SignInPage } from './sign-in';

const routes: Routes = [
  { path: 'sign-in', title: 'signIn.title', component: SignInPage },
  { path: 'choose-community', canMatch: [signedIn], title: 'signIn.chooseTitle', component: ChooseCommunity },
  { path: 'forgot-password', title: 'signIn.forgotTitle', component: ForgotPassword },
  {
    path: 'password-reset/:token',
    title: 'signIn.resetTitle',
    loadComponent: () => import('./reset-password').then((file) => file.ResetPassword),
  },
  {
    path: 'email-confirmation/:token',
    title: 'signIn.confirmTitle',
    loadComponent: () => import('./confirm-email').then((file) => file.ConfirmEmail),
  },
];

export default routes;
