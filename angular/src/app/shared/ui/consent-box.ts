import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

let lastId = 0;

/** What one agrees to, in full and before the tick; the tick is never there by itself. */
@Component({
  selector: 'app-consent-box',
  imports: [ReactiveFormsModule, TranslocoPipe],
  template: `
    <h2>{{ 'common.consentTitle' | transloco }}</h2>
    <p class="words">{{ text() }}</p>
    <label>
      <input
        type="checkbox"
        [formControl]="control()"
        [attr.aria-invalid]="isMissing() ? 'true' : null"
        [attr.aria-describedby]="isMissing() ? id : null"
      />
      <span>{{ 'common.consentYes' | transloco }}</span>
    </label>
    <p class="error" aria-live="polite" [id]="id">
      @if (isMissing()) {
        <span aria-hidden="true">⚠ </span>{{ 'common.invalid.requiredTrue' | transloco }}
      }
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.5rem;
    }
    .words {
      padding: 0.875rem 1rem;
      border-radius: 0.625rem;
      background: var(--tint);
    }
    label {
      display: flex;
      align-items: center;
      gap: 0.75rem;
      min-height: var(--touch);
      font-weight: 600;
    }
    input {
      flex: none;
      width: 1.75rem;
      height: 1.75rem;
      margin: 0;
      accent-color: var(--brand);
    }
    .error {
      color: var(--bad);
      font-weight: 600;
    }
    .error:empty {
      display: none;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConsentBox {
  readonly text = input.required<string>();
  readonly control = input.required<FormControl<boolean>>();
  /** Whether the form was sent without the tick. */
  readonly isMissing = input(false);

  protected readonly id = `consent-${++lastId}`;
}
