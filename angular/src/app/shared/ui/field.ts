import {
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChild,
  Directive,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import { AbstractControl, NgControl, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

let lastId = 0;

/**
 * Label above, hint below it, error under the box; all tied to the box, so that it is read out with it.
 *
 *   <app-field label="account.phone" hint="account.phoneHint">
 *     <input app-input formControlName="phone" inputmode="tel" autocomplete="tel" />
 *   </app-field>
 *
 * Errors show once the box was left or the form was sent. Their texts are `common.invalid.<validator>`, or what the
 * server said (see showOnForm).
 */
@Component({
  selector: 'app-field',
  imports: [TranslocoPipe],
  template: `
    <label [attr.for]="id">
      {{ label() | transloco }}
      @if (optional()) {
        <span class="soft">{{ 'common.optional' | transloco }}</span>
      }
    </label>
    @if (hint(); as text) {
      <p class="soft" [id]="hintId">{{ text | transloco }}</p>
    }
    <ng-content />
    <p class="error" [id]="errorId" aria-live="polite">
      @if (error(); as found) {
        <span aria-hidden="true">⚠ </span
        >{{ found.server ?? ('common.invalid.' + found.key | transloco: found.params) }}
      }
    </p>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.375rem;
    }
    label {
      font-weight: 600;
    }
    label .soft {
      font-weight: 400;
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
export class Field {
  readonly label = input.required<string>();
  readonly hint = input<string>();

  readonly id = `field-${++lastId}`;
  readonly hintId = `${this.id}-hint`;
  readonly errorId = `${this.id}-error`;

  private readonly ngControl = contentChild(NgControl);
  private readonly control = signal<AbstractControl | null>(null);
  private readonly changes = signal(0);

  protected readonly optional = computed(() => {
    const control = this.control();
    return (
      control !== null && !control.hasValidator(Validators.required) && !control.hasValidator(Validators.requiredTrue)
    );
  });

  readonly error = computed(() => {
    this.changes();
    const control = this.control();
    const [key, params] = Object.entries(control?.errors ?? {})[0] ?? [];
    if (!control?.touched || key === undefined) {
      return null;
    }
    return key === 'server'
      ? { key, server: String(params), params: {} }
      : { key, server: null, params: typeof params === 'object' && params !== null ? { ...params } : {} };
  });

  readonly describedBy = computed(() =>
    [this.hint() ? this.hintId : null, this.error() ? this.errorId : null].filter((id) => id !== null).join(' '),
  );

  constructor() {
    effect((onCleanup) => {
      const control = this.ngControl()?.control ?? null;
      this.control.set(control);
      const following = control?.events.subscribe(() => this.changes.update((count) => count + 1));
      onCleanup(() => following?.unsubscribe());
    });
  }
}

/** The box inside an app-field; also on select and textarea. */
@Directive({
  // eslint-disable-next-line @angular-eslint/directive-selector -- written like app-button beside it
  selector: 'input[app-input], select[app-input], textarea[app-input]',
  host: {
    class: 'input',
    '[id]': 'field.id',
    '[attr.aria-describedby]': 'field.describedBy() || null',
    '[attr.aria-invalid]': "field.error() ? 'true' : null",
  },
})
export class Input {
  protected readonly field = inject(Field);
}
