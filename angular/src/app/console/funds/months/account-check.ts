import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../../core/api/api';
import { ProblemText } from '../../../core/http/problem';
import { Can } from '../../../core/session/can';
import { parseFen } from '../../../shared/domain/fen';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { Button } from '../../../shared/ui/button';
import { Confirm } from '../../../shared/ui/confirm';
import { Field, Input } from '../../../shared/ui/field';
import { Notice } from '../../../shared/ui/notice';
import { StatusTag } from '../../../shared/ui/status-tag';
import { HostStatement, MoneyAccount } from '../funds-api';
import { agreed, hostStatementOf, reconciled } from './checklist';
import { lastDayOf } from './month';

/** One account at the end of a month: reconciled, the statement with the host charity drawn up, both sides agreed. */
@Component({
  selector: 'app-account-check',
  imports: [Button, Can, Field, Input, MoneyPipe, Notice, ReactiveFormsModule, RouterLink, StatusTag, TranslocoPipe],
  template: `
    <div class="stack tight">
      <h3>
        {{ account().name }} <span class="soft">{{ account().maskedNumber }}</span>
      </h3>
      @if (figures.error() || statements.error()) {
        <app-notice tone="bad">
          {{ 'common.loadFailed' | transloco }}
          <button app-button type="button" (click)="reload()">{{ 'common.retry' | transloco }}</button>
        </app-notice>
      }
      <ul class="list">
        <li class="row spread">
          <span>
            @if (isReconciled() === 'done') {
              <app-status-tag tone="good">{{ 'months.reconciled' | transloco }}</app-status-tag>
            } @else if (isReconciled() === 'open') {
              <app-status-tag tone="warn">{{ 'months.notReconciled' | transloco }}</app-status-tag>
            } @else {
              <span class="soft">{{ 'common.loading' | transloco }}</span>
            }
          </span>
          @if (figures.value(); as it) {
            <span class="number soft">
              {{ 'reconcile.bank' | transloco }} {{ it.statementFen | appMoney }} · {{ 'reconcile.books' | transloco }}
              {{ it.ledgerFen | appMoney }}
              @if (it.statementMissing) {
                · {{ 'months.statementMissing' | transloco }}
              }
              @if (it.openLineCount > 0) {
                · {{ 'months.openLines' | transloco: { count: it.openLineCount } }}
              }
              @if (it.differenceFen !== 0) {
                · {{ 'reconcile.unexplained' | transloco: { amount: (it.differenceFen | appMoney) } }}
              }
            </span>
          }
          <a
            *appCan="'Funds.Reconcile'"
            app-button
            routerLink="/console/funds/reconcile"
            [queryParams]="{ account: account().id, month: month() }"
            >{{ 'months.toReconcile' | transloco }}<span class="sr-only"> {{ account().name }}</span></a
          >
        </li>
        <li class="row spread">
          @if (host(); as it) {
            <app-status-tag [tone]="isAgreed() === 'done' ? 'good' : 'warn'">{{
              'months.hostState.' + it.state | transloco
            }}</app-status-tag>
            <span class="row">
              <a app-button [routerLink]="['/console/funds/host-statements', it.id]">{{
                'months.showStatement' | transloco
              }}</a>
              @if (it.state === 'Drawn') {
                <button
                  *appCan="'Funds.Reconcile'"
                  app-button
                  kind="primary"
                  type="button"
                  [busy]="busy()"
                  (click)="confirm(it)"
                >
                  {{ 'months.confirmOurs' | transloco }}
                </button>
              }
              @if (it.state === 'Confirmed') {
                <button *appCan="'Funds.SuperviseBooks'" app-button type="button" (click)="answering.set(!answering())">
                  {{ 'months.recordHost' | transloco }}
                </button>
              }
              @if (it.state !== 'SignedOff') {
                <button *appCan="'Funds.Reconcile'" app-button type="button" kind="danger" (click)="withdraw(it)">
                  {{ 'months.withdrawStatement' | transloco }}
                </button>
              }
            </span>
          } @else {
            <app-status-tag tone="plain">{{ 'months.hostState.None' | transloco }}</app-status-tag>
            @if (isReconciled() === 'done' && isOver()) {
              <button
                *appCan="'Funds.Reconcile'"
                app-button
                kind="primary"
                type="button"
                [busy]="busy()"
                (click)="draw()"
              >
                {{ 'months.draw' | transloco }}
              </button>
            } @else {
              <span class="soft">{{ 'months.drawLater' | transloco }}</span>
            }
          }
        </li>
      </ul>
      @if (host()?.state === 'Confirmed') {
        <p class="soft">{{ 'months.waitsForHost' | transloco }}</p>
      }
      @if (answering() && host(); as it) {
        <form class="answer stack" [formGroup]="form" novalidate (ngSubmit)="answer(it)">
          <app-field label="months.hostContact"
            ><input app-input formControlName="contact" autocomplete="off"
          /></app-field>
          <app-field label="months.hostBalance" hint="months.hostBalanceHint">
            <input app-input formControlName="balance" inputmode="decimal" autocomplete="off" />
          </app-field>
          <button app-button kind="primary" type="submit" [busy]="busy()">{{ 'months.recordHost' | transloco }}</button>
        </form>
      }
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
    </div>
  `,
  styles: `
    .tight {
      gap: 0.5rem;
    }
    li {
      padding: 0.5rem 0;
      border-top: 1px solid var(--line);
    }
    [app-button] {
      --touch: 2.5rem;
    }
    .answer {
      padding: 1rem;
      border-radius: 0.625rem;
      background: var(--tint);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountCheck {
  readonly account = input.required<MoneyAccount>();
  readonly month = input.required<string>();
  readonly isOver = input.required<boolean>();
  readonly changed = output();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly asking = inject(Confirm);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly answering = signal(false);
  protected readonly form = new FormGroup({
    contact: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(100)] }),
    balance: new FormControl('', {
      nonNullable: true,
      validators: [
        Validators.required,
        ({ value }) => (value === '' || parseFen(String(value)) !== null ? null : { amount: true }),
      ],
    }),
  });

  protected readonly figures = apiResource('/api/funds/money-accounts/{accountId}/reconciliation', () => ({
    path: { accountId: this.account().id },
    query: { asOf: lastDayOf(this.month()) },
  }));
  protected readonly statements = apiResource('/api/funds/money-accounts/{accountId}/host-statements', () => ({
    path: { accountId: this.account().id },
    query: { pageSize: 200 },
  }));
  protected readonly host = computed(() =>
    this.statements.hasValue() ? hostStatementOf(this.statements.value().items, this.month()) : undefined,
  );
  private readonly state = computed(() => ({
    figures: this.figures.hasValue() ? this.figures.value() : undefined,
    host: this.host(),
  }));
  readonly isReconciled = computed(() => reconciled(this.state()));
  readonly isAgreed = computed(() => agreed(this.state()));

  protected reload(): void {
    this.figures.reload();
    this.statements.reload();
  }

  protected draw(): Promise<void> {
    return this.send(() =>
      this.api.post('/api/funds/money-accounts/{accountId}/host-statements', {
        path: { accountId: this.account().id },
        body: { month: this.month() },
      }),
    );
  }

  protected confirm(statement: HostStatement): Promise<void> {
    return this.send(() =>
      this.api.post('/api/funds/host-statements/{statementId}/confirmation', { path: { statementId: statement.id } }),
    );
  }

  protected answer(statement: HostStatement): Promise<void> {
    this.form.markAllAsTouched();
    const { contact, balance } = this.form.getRawValue();
    const balanceFen = parseFen(balance);
    if (this.form.invalid || balanceFen === null) {
      return Promise.resolve();
    }
    return this.send(async () => {
      await this.api.post('/api/funds/host-statements/{statementId}/host-confirmation', {
        path: { statementId: statement.id },
        body: { contact: contact.trim(), balanceFen },
      });
      this.answering.set(false);
    });
  }

  protected async withdraw(statement: HostStatement): Promise<void> {
    const yes = await this.asking.ask({
      title: 'months.withdrawTitle',
      text: 'months.withdrawText',
      yes: 'months.withdrawStatement',
      danger: true,
    });
    if (yes) {
      await this.send(() =>
        this.api.delete('/api/funds/host-statements/{statementId}', { path: { statementId: statement.id } }),
      );
    }
  }

  private async send(work: () => Promise<unknown>): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await work();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
      this.reload();
      this.changed.emit();
    }
  }
}
