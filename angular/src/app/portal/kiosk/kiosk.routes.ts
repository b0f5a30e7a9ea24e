import { Routes } from '@angular/router';

import { Kiosk } from './kiosk';

const routes: Routes = [{ path: ':token', title: 'kiosk.pageTitle', component: Kiosk }];

export default routes;
