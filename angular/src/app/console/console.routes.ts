import { Routes } from '@angular/router';

import { may } from '../core/session/guards';
import { provideConsole } from './console-providers';

// One line per feature: `{ path: 'roster', canMatch: [may('Volunteering.Plan')], loadChildren: () => import('./roster/roster.routes') },`
const features: Routes = [
  { path: 'people', canMatch: [may('Platform.ViewPeople')], loadChildren: () => import('./people/people.routes') },
  {
    path: 'messages',
    canMatch: [may('Platform.ViewMessages')],
    loadChildren: () => import('./messages/messages.routes'),
  },
  { path: 'roles', canMatch: [may('Platform.ManageRoles')], loadChildren: () => import('./roles/roles.routes') },
  {
    path: 'settings',
    canMatch: [may('Platform.ManageSettings')],
    loadChildren: () => import('./settings/settings.routes'),
  },
  { path: 'audit', canMatch: [may('Platform.ViewAudit')], loadChildren: () => import('./audit/audit.routes') },
  { path: 'street', canMatch: [may('Platform.ViewStreet')], loadChildren: () => import('./street/street.routes') },
  { path: 'host', loadChildren: () => import('./host/host.routes') },
];

const routes: Routes = [
  {
    path: '',
    providers: [provideConsole()],
    loadComponent: () => import('./console-shell').then((file) => file.ConsoleShell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'desk.title',
        loadComponent: () => import('./desk/desk').then((file) => file.Desk),
      },
      ...features,
      {
        path: '**',
        title: 'consoleShell.notFoundTitle',
        loadComponent: () => import('./console-not-found').then((file) => file.ConsoleNotFound),
      },
    ],
  },
];

export default routes;
