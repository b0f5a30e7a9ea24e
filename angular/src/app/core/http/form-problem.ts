import { AbstractControl, FormGroup } from '@angular/forms';

import { fieldErrors } from './problem';

/**
 * Puts the server's messages on the controls of the same name. True when at least one found its place; otherwise
 * show ProblemText.of(error) above the button. `names` is for controls that are called otherwise than the server's field.
 */
export function showOnForm(form: FormGroup, error: unknown, names: Readonly<Record<string, string>> = {}): boolean {
  let placed = false;
  for (const [name, messages] of Object.entries(fieldErrors(error))) {
    const control: AbstractControl | null = form.get((names[name] ?? name).replace(/\[(\d+)\]/g, '.$1'));
    if (control && messages.length > 0) {
      control.setErrors({ server: messages[0] });
      control.markAsTouched();
      placed = true;
    }
  }
  return placed;
}
