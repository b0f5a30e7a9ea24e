import { Routes } from '@angular/router';

import { secured } from '../../core/session/guards';
import { askBeforeLosing } from '../../shared/ui/unsaved';
import { Account } from './account';

const routes: Routes = [
  { path: '', pathMatch: 'full', title: 'account.title', component: Account },
  {
    path: 'contact',
    canMatch: [secured],
    canDeactivate: [askBeforeLosing],
    title: 'account.contact',
    loadComponent: () => import('./contact').then((file) => file.Contact),
  },
  {
    path: 'password',
    title: 'account.passwordTitle',
    loadComponent: () => import('./change-password').then((file) => file.ChangePassword),
  },
  {
    path: 'second-factor',
    title: 'account.secondFactor',
    loadComponent: () => import('./second-factor').then((file) => file.SecondFactor),
  },
  {
    path: 'sign-in-names',
    canMatch: [secured],
    title: 'account.names',
    loadComponent: () => import('./sign-in-names').then((file) => file.SignInNames),
  },
  {
    path: 'passkeys',
    title: 'account.passkeys',
    loadComponent: () => import('./passkeys').then((file) => file.PasskeysPage),
  },
  {
    path: 'sessions',
    canMatch: [secured],
    title: 'account.sessions',
    loadComponent: () => import('./sessions').then((file) => file.Sessions),
  },
  {
    path: 'privacy',
    canMatch: [secured],
    title: 'account.privacy',
    loadComponent: () => import('./privacy').then((file) => file.Privacy),
  },
];

export default routes;
