import { Routes } from '@angular/router';

import { may } from '../../core/session/guards';
import { FundsStore } from './funds-store';

const routes: Routes = [
  {
    path: '',
    providers: [FundsStore],
    children: [
      { path: '', title: 'funds.title', loadComponent: () => import('./books/books').then((file) => file.Books) },
      {
        path: 'reconcile',
        title: 'reconcile.title',
        canMatch: [may('Funds.Reconcile')],
        loadComponent: () => import('./reconcile/reconcile').then((file) => file.Reconcile),
      },
      {
        path: 'statements',
        title: 'statements.title',
        canMatch: [may('Funds.Reconcile')],
        loadComponent: () => import('./statements/statements').then((file) => file.Statements),
      },
      {
        path: 'months',
        title: 'months.title',
        loadComponent: () => import('./months/months').then((file) => file.Months),
      },
      {
        path: 'host-statements/:statementId',
        title: 'hostStatement.title',
        loadComponent: () => import('./months/host-statement').then((file) => file.HostStatementPage),
      },
      {
        path: 'entries',
        title: 'entries.title',
        loadComponent: () => import('./ledger/entries').then((file) => file.Entries),
      },
      {
        path: 'entries/:entryId',
        title: 'entries.voucher',
        loadComponent: () => import('./ledger/voucher').then((file) => file.VoucherPage),
      },
      {
        path: 'reports',
        title: 'reports.title',
        loadComponent: () => import('./ledger/reports').then((file) => file.Reports),
      },
    ],
  },
];

export default routes;
