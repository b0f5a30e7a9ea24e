import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText, toProblem } from '../../core/http/problem';
import { SessionStore } from '../../core/session/session-store';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { ReasonForm } from '../ui/reason-form';
import { ClubForm } from './club-form';
import { ClubMembers } from './club-members';
import { toneOfClub } from './club-tone';
import { Club } from './clubs-api';

type Step = 'approval' | 'activation' | 'pause' | 'resumption' | 'dissolution' | 'resubmission' | 'return';

interface OpenItem {
  readonly text: string;
  readonly count: number;
}

/** One club: its state and the next steps, who belongs to it, and how it came here. */
@Component({
  selector: 'app-club-page',
  imports: [
    Button,
    ClubForm,
    ClubMembers,
    DateTimePipe,
    Drawer,
    Notice,
    PageState,
    ReasonForm,
    RouterLink,
    StatusTag,
    TranslocoPipe,
  ],
  templateUrl: './club-page.html',
  styleUrl: './club-page.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClubPage {
  readonly clubId = input.required<string>();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);

  protected readonly club = apiResource('/api/organizations/clubs/{clubId}', () => ({
    path: { clubId: this.clubId() },
  }));
  protected readonly toneOf = toneOfClub;
  protected readonly editing = signal(false);
  /** The step that asks for words first. */
  protected readonly asking = signal<Step | null>(null);
  protected readonly sending = signal<Step | null>(null);
  protected readonly refusal = signal<string | null>(null);
  protected readonly openItems = signal<readonly OpenItem[]>([]);
  protected readonly steps = computed<readonly Step[]>(() =>
    this.club.hasValue() ? this.stepsOf(this.club.value()!) : [],
  );

  protected start(step: Step): void {
    this.refusal.set(null);
    this.openItems.set([]);
    if (step === 'return' || step === 'pause' || step === 'dissolution') {
      this.asking.set(step);
    } else if (step === 'resubmission') {
      this.editing.set(true);
    } else {
      void this.take(step);
    }
  }

  protected async take(step: Step, reasons = ''): Promise<void> {
    const path = { clubId: this.clubId() };
    this.sending.set(step);
    try {
      switch (step) {
        case 'return':
          await this.api.post('/api/organizations/clubs/{clubId}/return', { path, body: { reasons } });
          break;
        case 'approval':
          await this.api.post('/api/organizations/clubs/{clubId}/approval', { path, body: {} });
          break;
        case 'activation':
          await this.api.post('/api/organizations/clubs/{clubId}/activation', { path, body: {} });
          break;
        case 'pause':
          await this.api.post('/api/organizations/clubs/{clubId}/pause', { path, body: { reasons: reasons || null } });
          break;
        case 'resumption':
          await this.api.post('/api/organizations/clubs/{clubId}/resumption', { path, body: {} });
          break;
        case 'dissolution':
          await this.api.post('/api/organizations/clubs/{clubId}/dissolution', { path, body: { reasons } });
          break;
      }
      this.asking.set(null);
      this.toasts.show({ text: 'clubs.done.' + step });
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
      this.openItems.set(itemsOf(toProblem(error).details['items']));
    } finally {
      this.sending.set(null);
      this.club.reload();
    }
  }

  protected saved(): void {
    this.editing.set(false);
    this.club.reload();
  }

  protected isRunning(club: Club): boolean {
    return club.state === 'Active' || club.state === 'Paused';
  }

  private stepsOf(club: Club): readonly Step[] {
    const reviews = this.session.can('Organizations.ReviewClubs');
    switch (club.state) {
      case 'Applied':
        return reviews ? ['approval', 'return'] : [];
      case 'Returned':
        return club.appliedByMe || reviews ? ['resubmission'] : [];
      case 'Approved':
        return reviews ? ['activation'] : [];
      case 'Active':
        return reviews ? ['pause', 'dissolution'] : [];
      case 'Paused':
        return reviews ? ['resumption', 'dissolution'] : [];
      default:
        return [];
    }
  }
}

function itemsOf(value: unknown): readonly OpenItem[] {
  return Array.isArray(value)
    ? value.flatMap((item: unknown) =>
        typeof item === 'object' && item !== null && 'text' in item && 'count' in item
          ? [{ text: String(item.text), count: Number(item.count) }]
          : [],
      )
    : [];
}
