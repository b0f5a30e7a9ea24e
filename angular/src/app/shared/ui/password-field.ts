import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Field, Input } from './field';

/** A password that one can look at while typing: nobody types blindly on a small screen. */
@Component({
  selector: 'app-password-field',
  imports: [Field, Input, ReactiveFormsModule, TranslocoPipe],
  template: `
    <app-field [label]="label()" [hint]="hint()">
      <input
        app-input
        [formControl]="control()"
        [type]="shown() ? 'text' : 'password'"
        [attr.autocomplete]="isNew() ? 'new-password' : 'current-password'"
        autocapitalize="none"
        spellcheck="false"
      />
    </app-field>
    <label>
      <input type="checkbox" [checked]="shown()" (change)="shown.set(!shown())" />
      {{ 'common.showPassword' | transloco }}
    </label>
  `,
  styles: `
    label {
      display: flex;
      align-items: center;
      gap: 0.625rem;
      min-height: var(--touch);
    }
    label input {
      width: 1.375rem;
      height: 1.375rem;
      margin: 0;
      accent-color: var(--brand);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordField {
  readonly control = input.required<FormControl<string>>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  /** A new password: password managers then offer one instead of filling in the old. */
  readonly isNew = input(false);

  protected readonly shown = signal(false);
}
