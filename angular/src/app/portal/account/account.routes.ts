import { Routes } from '@angular/router';

import { Account } from './account';

const routes: Routes = [{ path: '', title: 'account.title', component: Account }];

export default routes;
