import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  inject,
  input,
  linkedSignal,
  numberAttribute,
  signal,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { NzTableModule } from 'ng-zorro-antd/table';

import { apiResource } from '../../core/api/api';
import { Can } from '../../core/session/can';
import { DayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Pager } from '../ui/pager';
import { PersonRow } from '../ui/people-api';
import { PersonForm } from './person-form';
import { PersonSheet } from './person-sheet';

const PAGE_SIZE = 25;
const TYPING_PAUSE = 300;

/** The register of people: find somebody, add somebody, open one of them. */
@Component({
  selector: 'app-people',
  imports: [
    Button,
    Can,
    DayPipe,
    Drawer,
    NzTableModule,
    PageState,
    Pager,
    PersonForm,
    PersonSheet,
    RouterLink,
    StatusTag,
    TranslocoPipe,
  ],
  templateUrl: './people.html',
  styleUrl: './people.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class People {
  /** These live in the address, so that back, reload and a shared link show the same. */
  readonly search = input('', { transform: (value: string | undefined) => value ?? '' });
  readonly page = input(1, { transform: (value: unknown) => Math.max(1, numberAttribute(value, 1)) });
  readonly departed = input(false, { transform: (value: unknown) => value === 'true' });
  readonly person = input<string>();

  protected readonly pageSize = PAGE_SIZE;
  protected readonly adding = signal(false);
  protected readonly formTouched = signal(false);
  protected readonly people = apiResource('/api/platform/people', () => ({
    query: { search: this.search() || undefined, departed: this.departed(), page: this.page(), pageSize: PAGE_SIZE },
  }));
  /** The last rows stay while the next ones are on their way. */
  protected readonly shown = linkedSignal<
    { items: PersonRow[]; total: number } | undefined,
    { items: PersonRow[]; total: number } | null
  >({
    source: () => (this.people.hasValue() ? this.people.value() : undefined),
    computation: (now, before) => now ?? before?.value ?? null,
  });

  private readonly router = inject(Router);
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }

  protected type(text: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.find(text), TYPING_PAUSE);
  }

  protected find(text: string): void {
    clearTimeout(this.typing);
    void this.go({ search: text.trim() || null, page: null }, true);
  }

  protected turn(page: number): void {
    void this.go({ page: page === 1 ? null : page });
  }

  protected showDeparted(departed: boolean): void {
    void this.go({ departed: departed ? 'true' : null, page: null });
  }

  protected open(id: string | null): void {
    void this.go({ person: id });
  }

  protected added(id: string): void {
    this.adding.set(false);
    this.formTouched.set(false);
    this.people.reload();
    this.open(id);
  }

  private go(queryParams: Record<string, unknown>, replaceUrl = false): Promise<boolean> {
    return this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}
