import { ValidatorFn, Validators } from '@angular/forms';

/** As the server's own rule; what is too common only the server says. */
export const LEAST_PASSWORD = 10;

export const newPassword: ValidatorFn[] = [
  Validators.required,
  Validators.minLength(LEAST_PASSWORD),
  Validators.maxLength(128),
];
