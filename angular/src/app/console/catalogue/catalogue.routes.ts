import { Routes } from '@angular/router';

import { Catalogue } from './catalogue';

const routes: Routes = [{ path: '', title: 'catalogue.title', component: Catalogue }];

export default routes;
