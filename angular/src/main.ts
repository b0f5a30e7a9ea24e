import { bootstrapApplication } from '@angular/platform-browser';

import { App } from './app/app';
import { appConfig } from './app/app.config';
import { useTrustedTypes } from './app/core/trusted-types';

useTrustedTypes();

bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
