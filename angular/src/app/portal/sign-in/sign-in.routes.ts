import { Routes } from '@angular/router';

import { signedIn } from '../../core/session/guards';

const routes: Routes = [
  { path: 'sign-in', title: 'signIn.title', loadComponent: () => import('./sign-in').then((file) => file.SignInPage) },
  {
    path: 'choose-community',
    canMatch: [signedIn],
    title: 'signIn.chooseTitle',
    loadComponent: () => import('./choose-community').then((file) => file.ChooseCommunity),
  },
  {
    path: 'forgot-password',
    title: 'signIn.forgotTitle',
    loadComponent: () => import('./forgot-password').then((file) => file.ForgotPassword),
  },
  {
    path: 'password-reset/:token',
    title: 'signIn.resetTitle',
    loadComponent: () => import('./reset-password').then((file) => file.ResetPassword),
  },
];

export default routes;
