import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  linkedSignal,
  numberAttribute,
  signal,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { Can } from '../../core/session/can';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Pager } from '../ui/pager';
import { CLUB_STATES, ClubRow, ClubState } from './clubs-api';
import { ClubForm } from './club-form';
import { toneOfClub } from './club-tone';

const PAGE_SIZE = 30;

/** The clubs of the community, as cards: who leads, how many, and what waits for a decision. */
@Component({
  selector: 'app-clubs',
  imports: [Button, Can, ClubForm, Drawer, PageState, Pager, RouterLink, StatusTag, TranslocoPipe],
  templateUrl: './clubs.html',
  styleUrl: './clubs.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Clubs {
  /** In the address, so that back and a shared link show the same. */
  readonly state = input<ClubState>();
  readonly search = input<string>();
  readonly page = input(1, { transform: (value: unknown) => Math.max(1, numberAttribute(value, 1)) });

  private readonly router = inject(Router);
  protected readonly states = CLUB_STATES;
  protected readonly pageSize = PAGE_SIZE;
  protected readonly adding = signal(false);
  protected readonly toneOf = toneOfClub;
  protected readonly clubs = apiResource('/api/organizations/clubs', () => ({
    query: { state: this.state(), search: this.search(), page: this.page(), pageSize: PAGE_SIZE },
  }));
  protected readonly shown = linkedSignal<
    { items: ClubRow[]; total: number } | undefined,
    { items: ClubRow[]; total: number } | null
  >({
    source: () => (this.clubs.hasValue() ? this.clubs.value() : undefined),
    computation: (now, before) => now ?? before?.value ?? null,
  });

  protected go(queryParams: Record<string, unknown>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected added(id: string): void {
    this.adding.set(false);
    void this.router.navigate(['/console/clubs', id]);
  }
}
