import { Routes } from '@angular/router';

import { dictionary } from './core/i18n/dictionaries';
import { secured, signedIn } from './core/session/guards';

export const routes: Routes = [
  {
    path: 'console',
    canMatch: [signedIn, secured],
    resolve: { texts: dictionary('console') },
    loadChildren: () => import('./console/console.routes'),
  },
  {
    path: '',
    resolve: { texts: dictionary('portal') },
    loadChildren: () => import('./portal/portal.routes'),
  },
];
