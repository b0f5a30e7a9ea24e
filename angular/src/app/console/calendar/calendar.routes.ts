import { Routes } from '@angular/router';

import { Calendar } from './calendar';

const routes: Routes = [{ path: '', title: 'calendar.title', component: Calendar }];

export default routes;
