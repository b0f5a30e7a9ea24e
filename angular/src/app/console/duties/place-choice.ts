import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';

/** Where: one of the community's places, or a new one written down on the spot. */
@Component({
  selector: 'app-place-choice',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <app-field label="duties.place">
      <select app-input [formControl]="control()">
        <option value="">{{ 'duties.choosePlace' | transloco }}</option>
        @for (place of places.value(); track place.id) {
          <option [value]="place.id">{{ place.name }}（{{ place.address }}）</option>
        }
      </select>
    </app-field>
    @if (!adding()) {
      <div>
        <button app-button kind="quiet" type="button" (click)="adding.set(true)">
          {{ 'duties.newPlace' | transloco }}
        </button>
      </div>
    } @else {
      <div class="card stack" [formGroup]="form">
        <h3>{{ 'duties.newPlace' | transloco }}</h3>
        <app-field label="catalogue.placeName"><input app-input formControlName="name" /></app-field>
        <app-field label="catalogue.nameEn"><input app-input formControlName="nameEn" lang="en" /></app-field>
        <app-field label="catalogue.address"><input app-input formControlName="address" /></app-field>
        @if (refusal(); as text) {
          <app-notice tone="bad">{{ text }}</app-notice>
        }
        <div class="row">
          <button app-button type="button" [busy]="sending()" (click)="add()">
            {{ 'duties.addPlace' | transloco }}
          </button>
          <button app-button kind="quiet" type="button" (click)="adding.set(false)">
            {{ 'common.cancel' | transloco }}
          </button>
        </div>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.5rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlaceChoice {
  readonly control = input.required<FormControl<string>>();

  protected readonly places = apiResource('/api/volunteering/places');
  protected readonly adding = signal(false);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(100)] }),
    nameEn: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(200)] }),
    address: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(200)] }),
  });

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);

  protected async add(): Promise<void> {
    this.refusal.set(null);
    this.form.markAllAsTouched();
    if (this.form.invalid) {
      return;
    }
    const { name, nameEn, address } = this.form.getRawValue();
    const body = { name: name.trim(), nameEn: nameEn.trim() || null, address: address.trim() };
    this.sending.set(true);
    try {
      const place = await this.api.post('/api/volunteering/places', { body });
      this.places.update((places) => [...(places ?? []), { ...body, id: place.id, version: 1 }]);
      this.control().setValue(place.id);
      this.control().markAsDirty();
      this.adding.set(false);
      this.form.reset();
    } catch (error) {
      if (!showOnForm(this.form, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }
}
