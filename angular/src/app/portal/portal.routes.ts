import { Routes } from '@angular/router';

import { signedIn } from '../core/session/guards';
import { Home } from './home/home';
import { NotAllowed } from './not-allowed';
import { NotFound } from './not-found';
import { PortalShell } from './portal-shell';

// One line per feature: `{ path: 'shifts', loadChildren: () => import('./shifts/shifts.routes') },`
const features: Routes = [
  { path: 'me', canMatch: [signedIn], loadChildren: () => import('./account/account.routes') },
  { path: 'shifts', canMatch: [signedIn], loadChildren: () => import('./shifts/shifts.routes') },
  { path: 'clubs', canMatch: [signedIn], loadChildren: () => import('./clubs/clubs.routes') },
  { path: 'hours', canMatch: [signedIn], loadChildren: () => import('./hours/hours.routes') },
  { path: 'kiosk', loadChildren: () => import('./kiosk/kiosk.routes') },
  { path: 'check-in', canMatch: [signedIn], loadChildren: () => import('./check-in/check-in.routes') },
  { path: 'join', loadChildren: () => import('./join/join.routes') },
  { path: 'invitations', loadChildren: () => import('./invitation/invitation.routes') },
];

const routes: Routes = [
  {
    path: '',
    component: PortalShell,
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'home.title',
        component: Home,
      },
      { path: '', loadChildren: () => import('./sign-in/sign-in.routes') },
      ...features,
      {
        path: 'not-allowed',
        title: 'shell.notAllowedTitle',
        component: NotAllowed,
      },
      {
        path: '**',
        title: 'shell.notFoundTitle',
        component: NotFound,
      },
    ],
  },
];

export default routes;
