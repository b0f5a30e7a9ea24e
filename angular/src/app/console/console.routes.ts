import { Routes } from '@angular/router';

import { ConsoleNotFound } from './console-not-found';
import { provideConsole } from './console-providers';
import { ConsoleShell } from './console-shell';
import { Desk } from './desk/desk';

// One line per feature: `{ path: 'roster', canMatch: [may('Volunteering.Plan')], loadChildren: () => import('./roster/roster.routes') },`
const features: Routes = [];

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
