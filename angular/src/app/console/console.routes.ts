import { Routes } from '@angular/router';

import { may } from '../core/session/guards';
import { ConsoleNotFound } from './console-not-found';
import { provideConsole } from './console-providers';
import { ConsoleShell } from './console-shell';
import { Desk } from './desk/desk';

// One line per feature: `{ path: 'roster', canMatch: [may('Volunteering.Plan')], loadChildren: () => import('./roster/roster.routes') },`
const features: Routes = [
  { path: 'clubs', canMatch: [may('Organizations.ViewClubs')], loadChildren: () => import('./clubs/clubs.routes') },
];

const routes: Routes = [
  {
    path: '',
    providers: [provideConsole()],
    component: ConsoleShell,
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'desk.title',
        component: Desk,
      },
      ...features,
      {
        path: '**',
        title: 'consoleShell.notFoundTitle',
        component: ConsoleNotFound,
      },
    ],
  },
];

export default routes;
