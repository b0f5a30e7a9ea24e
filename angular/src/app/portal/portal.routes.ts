import { Routes } from '@angular/router';

import { signedIn } from '../core/session/guards';

// One line per feature: `{ path: 'shifts', loadChildren: () => import('./shifts/shifts.routes') },`
const features: Routes = [
  { path: 'me', canMatch: [signedIn], loadChildren: () => import('./account/account.routes') },
  { path: 'join', loadChildren: () => import('./join/join.routes') },
  { path: 'invitations', loadChildren: () => import('./invitation/invitation.routes') },
];

const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./portal-shell').then((file) => file.PortalShell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'home.title',
        loadComponent: () => import('./home/home').then((file) => file.Home),
      },
      { path: '', loadChildren: () => import('./sign-in/sign-in.routes') },
      ...features,
      {
        path: 'not-allowed',
        title: 'shell.notAllowedTitle',
        loadComponent: () => import('./not-allowed').then((file) => file.NotAllowed),
      },
      {
        path: '**',
        title: 'shell.notFoundTitle',
        loadComponent: () => import('./not-found').then((file) => file.NotFound),
      },
    ],
  },
];

export default routes;
