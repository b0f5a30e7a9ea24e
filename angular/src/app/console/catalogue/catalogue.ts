import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import type { components } from '../../core/api/schema';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { Can } from '../../core/session/can';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { CatalogueList } from './catalogue-list';
import { NamedSkills } from './named-skills';

type Place = components['schemas']['ListPlacesItem'];
type Skill = components['schemas']['ListSkillsItem'];

/** The two short lists that duties choose from: where, and what one must be able to do. */
@Component({
  selector: 'app-catalogue',
  imports: [
    Button,
    CatalogueList,
    Can,
    Drawer,
    Field,
    Input,
    Notice,
    NamedSkills,
    ReactiveFormsModule,
    StatusTag,
    TranslocoPipe,
  ],
  templateUrl: './catalogue.html',
  styleUrl: './catalogue.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Catalogue {
  protected readonly places = apiResource('/api/volunteering/places');
  protected readonly skills = apiResource('/api/volunteering/skills');
  /** `new`, or what is being changed. */
  protected readonly place = signal<Place | 'new' | null>(null);
  protected readonly skill = signal<Skill | 'new' | null>(null);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly placeForm = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(100)] }),
    nameEn: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(200)] }),
    address: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(200)] }),
  });
  protected readonly skillForm = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(60)] }),
    nameEn: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(120)] }),
    needsCertificate: new FormControl(false, { nonNullable: true }),
  });

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected openPlace(place: Place | 'new'): void {
    this.refusal.set(null);
    this.placeForm.reset(place === 'new' ? undefined : { ...place, nameEn: place.nameEn ?? '' });
    this.place.set(place);
  }

  protected openSkill(skill: Skill | 'new'): void {
    this.refusal.set(null);
    this.skillForm.reset(skill === 'new' ? undefined : { ...skill, nameEn: skill.nameEn ?? '' });
    this.skill.set(skill);
  }

  protected savePlace(): Promise<void> {
    return this.save(this.placeForm, async () => {
      const { name, nameEn, address } = this.placeForm.getRawValue();
      const body = { name: name.trim(), nameEn: nameEn.trim() || null, address: address.trim() };
      const place = this.place();
      if (place === 'new') {
        await this.api.post('/api/volunteering/places', { body });
      } else if (place) {
        await this.api.put('/api/volunteering/places/{placeId}', {
          path: { placeId: place.id },
          body: { ...body, version: place.version },
        });
      }
      this.place.set(null);
      this.places.reload();
    });
  }

  protected saveSkill(): Promise<void> {
    return this.save(this.skillForm, async () => {
      const { name, nameEn, needsCertificate } = this.skillForm.getRawValue();
      const body = { name: name.trim(), nameEn: nameEn.trim() || null, needsCertificate };
      const skill = this.skill();
      if (skill === 'new') {
        await this.api.post('/api/volunteering/skills', { body });
      } else if (skill) {
        await this.api.put('/api/volunteering/skills/{skillId}', {
          path: { skillId: skill.id },
          body: { ...body, version: skill.version },
        });
      }
      this.skill.set(null);
      this.skills.reload();
    });
  }

  private async save(form: FormGroup, work: () => Promise<void>): Promise<void> {
    this.refusal.set(null);
    form.markAllAsTouched();
    if (form.invalid) {
      return;
    }
    this.sending.set(true);
    try {
      await work();
      this.toasts.show({ text: 'catalogue.saved' });
    } catch (error) {
      if (!showOnForm(form, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }
}
