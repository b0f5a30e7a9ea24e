import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, numberAttribute } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { NzTableModule } from 'ng-zorro-antd/table';

import { apiResource } from '../../core/api/api';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag, Tone } from '../../shared/ui/status-tag';
import { Pager } from '../ui/pager';
import { MessageRow, MessageState } from './messages-api';

type State = NonNullable<MessageState>;

const PAGE_SIZE = 25;
const STATES: readonly State[] = ['Waiting', 'Sending', 'Sent', 'ToCall', 'Called', 'Failed', 'Expired'];
const TONES: Readonly<Record<State, Tone>> = {
  Waiting: 'info',
  Sending: 'info',
  Sent: 'good',
  ToCall: 'warn',
  Called: 'good',
  Failed: 'bad',
  Expired: 'plain',
};

/** What was written to people, and whether it reached them. */
@Component({
  selector: 'app-messages',
  imports: [Button, DateTimePipe, NzTableModule, PageState, Pager, RouterLink, StatusTag, TranslocoPipe],
  template: `
    <div class="stack">
      <div class="row spread">
        <h1>{{ 'messages.title' | transloco }}</h1>
        <a app-button kind="primary" routerLink="/console/messages/call-list">{{ 'messages.callList' | transloco }}</a>
      </div>
      <label class="row">
        <strong>{{ 'messages.state' | transloco }}</strong>
        <select #box class="input filter" [value]="state() ?? ''" (change)="filter(box.value)">
          <option value="">{{ 'messages.allStates' | transloco }}</option>
          @for (one of states; track one) {
            <option [value]="one" [selected]="one === state()">{{ 'messages.stateOf.' + one | transloco }}</option>
          }
        </select>
      </label>
      @if (!answer.error() && shown(); as list) {
        @if (list.items.length > 0) {
          <nz-table class="narrow-cards" [nzData]="list.items" [nzFrontPagination]="false" [nzShowPagination]="false">
            <thead>
              <tr>
                <th scope="col">{{ 'messages.to' | transloco }}</th>
                <th scope="col">{{ 'messages.subject' | transloco }}</th>
                <th scope="col">{{ 'messages.state' | transloco }}</th>
                <th scope="col">{{ 'messages.written' | transloco }}</th>
                <th scope="col">{{ 'messages.usefulUntil' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (row of list.items; track row.id) {
                <tr>
                  <td>
                    <strong>{{ row.name || ('messages.somebodyGone' | transloco) }}</strong>
                  </td>
                  <td [attr.data-label]="'messages.subject' | transloco">{{ row.subject }}</td>
                  <td [attr.data-label]="'messages.state' | transloco">
                    <app-status-tag [tone]="tones[row.state]">{{
                      'messages.stateOf.' + row.state | transloco
                    }}</app-status-tag>
                    @if (row.attempts > 1) {
                      <p class="soft">{{ 'messages.attempts' | transloco: { count: row.attempts } }}</p>
                    }
                  </td>
                  <td [attr.data-label]="'messages.written' | transloco">{{ row.createdAt | appDateTime }}</td>
                  <td [attr.data-label]="'messages.usefulUntil' | transloco">{{ row.usefulUntil | appDateTime }}</td>
                </tr>
              }
            </tbody>
          </nz-table>
          <app-pager [page]="page()" [pageSize]="pageSize" [total]="list.total" (turned)="turn($event)" />
        } @else {
          <p class="card">{{ (state() ? 'messages.noneOfState' : 'messages.none') | transloco }}</p>
        }
      } @else {
        <app-page-state [resource]="answer" [rows]="5" />
      }
    </div>
  `,
  styles: `
    .filter {
      width: auto;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Messages {
  readonly state = input(undefined, {
    transform: (value: unknown) => STATES.find((state) => state === value),
  });
  readonly page = input(1, { transform: (value: unknown) => Math.max(1, numberAttribute(value, 1)) });

  protected readonly pageSize = PAGE_SIZE;
  protected readonly states = STATES;
  protected readonly tones = TONES;
  protected readonly answer = apiResource('/api/platform/messages', () => ({
    query: { state: this.state(), page: this.page(), pageSize: PAGE_SIZE },
  }));
  protected readonly shown = linkedSignal<List | undefined, List | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (now, before) => now ?? before?.value ?? null,
  });

  private readonly router = inject(Router);

  protected filter(state: string): void {
    void this.router.navigate([], { queryParams: { state: state || null, page: null }, queryParamsHandling: 'merge' });
  }

  protected turn(page: number): void {
    void this.router.navigate([], { queryParams: { page: page === 1 ? null : page }, queryParamsHandling: 'merge' });
  }
}

interface List {
  items: MessageRow[];
  total: number;
}
