import { Routes } from '@angular/router';

import { may } from '../core/session/guards';
import { ConsoleNotFound } from './console-not-found';
import { provideConsole } from './console-providers';
import { ConsoleShell } from './console-shell';
import { Desk } from './desk/desk';

// One line per feature: `{ path: 'roster', canMatch: [may('Volunteering.Plan')], loadChildren: () => import('./roster/roster.routes') },`
const features: Routes = [
  {
    path: 'calendar',
    canMatch: [may('Volunteering.ManageDuties')],
    loadChildren: () => import('./calendar/calendar.routes'),
  },
  {
    path: 'duties',
    canMatch: [may('Volunteering.ManageDuties')],
    loadChildren: () => import('./duties/duties.routes'),
  },
  {
    path: 'shifts',
    canMatch: [may('Volunteering.ManageDuties')],
    loadChildren: () => import('./shifts/shifts.routes'),
  },
  {
    path: 'catalogue',
    canMatch: [may('Volunteering.ManageDuties')],
    loadChildren: () => import('./catalogue/catalogue.routes'),
  },
  { path: 'clubs', canMatch: [may('Organizations.ViewClubs')], loadChildren: () => import('./clubs/clubs.routes') },
  { path: 'hours', canMatch: [may('Volunteering.ApproveHours')], loadChildren: () => import('./hours/hours.routes') },
  {
    path: 'shifts/:shiftId',
    canMatch: [may('Volunteering.TakeAttendance')],
    loadChildren: () => import('./attendance/attendance.routes'),
  },
  { path: 'funds', canMatch: [may('Funds.ViewBooks')], loadChildren: () => import('./funds/funds.routes') },
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
