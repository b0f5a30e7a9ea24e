import { inject, Injectable, signal } from '@angular/core';

import { Api } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { Confirm } from '../../shared/ui/confirm';
import { Toasts } from '../../shared/ui/toast';
import { MySignup, OpenShift } from './shifts.api';

/** What one taps on a shift: take a place, give it back, answer an offer. One tap, and an undo instead of a question. */
@Injectable()
export class SigningUp {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly problemText = inject(ProblemText);

  /** The shift that is being sent. */
  readonly busyWith = signal<string | null>(null);
  /** A refusal, beside the shift it belongs to. */
  readonly refusal = signal<{ shiftId: string; text: string } | null>(null);
  /** Grows when something changed, so that lists read again. */
  readonly changes = signal(0);

  async take(shift: OpenShift, roleKey: string | null = null): Promise<void> {
    const acceptRisk =
      shift.risk === null ||
      (await this.confirm.ask({
        title: 'shifts.riskTitle',
        text: 'shifts.riskText',
        yes: 'shifts.riskYes',
        params: { risk: shift.risk },
      }));
    if (!acceptRisk) {
      return;
    }
    await this.send(shift.shiftId, async () => {
      const answer = await this.api.post('/api/volunteering/shifts/{shiftId}/signups', {
        path: { shiftId: shift.shiftId },
        body: { roleKey, acceptRisk },
      });
      this.toasts.show({
        text: answer.state === 'Confirmed' ? 'shifts.confirmedToast' : 'shifts.waitlistedToast',
        params: { number: answer.waitlistNumber },
        undo: () => void this.giveBack(shift.shiftId),
      });
    });
  }

  async withdraw(shift: OpenShift): Promise<void> {
    const sure = await this.confirm.ask({
      title: 'shifts.withdrawTitle',
      text: 'shifts.withdrawText',
      yes: 'shifts.withdrawYes',
    });
    if (sure) {
      await this.giveBack(shift.shiftId);
    }
  }

  accept(shift: OpenShift, mine: MySignup): Promise<void> {
    return this.send(shift.shiftId, async () => {
      await this.api.post('/api/volunteering/offers/{signupId}/acceptance', { path: { signupId: mine.signupId } });
      this.toasts.show({ text: 'shifts.confirmedToast' });
    });
  }

  decline(shift: OpenShift, mine: MySignup): Promise<void> {
    return this.send(shift.shiftId, async () => {
      await this.api.post('/api/volunteering/offers/{signupId}/refusal', { path: { signupId: mine.signupId } });
      this.toasts.show({ text: 'shifts.declinedToast' });
    });
  }

  reconfirm(shift: OpenShift, mine: MySignup): Promise<void> {
    return this.send(shift.shiftId, async () => {
      await this.api.post('/api/volunteering/signups/{signupId}/reconfirmation', { path: { signupId: mine.signupId } });
      this.toasts.show({ text: 'shifts.confirmedToast' });
    });
  }

  /** With the six digits of the leader's code, for who cannot scan it. */
  arrive(shift: OpenShift, sixDigits: string): Promise<void> {
    return this.send(shift.shiftId, async () => {
      await this.api.post('/api/volunteering/check-ins', { body: { shiftId: shift.shiftId, sixDigits, token: null } });
      this.toasts.show({ text: 'shifts.checkedInToast' });
    });
  }

  leave(shift: OpenShift): Promise<void> {
    return this.send(shift.shiftId, async () => {
      await this.api.post('/api/volunteering/check-outs', { body: { shiftId: shift.shiftId } });
      this.toasts.show({ text: 'shifts.checkedOutToast' });
    });
  }

  private giveBack(shiftId: string): Promise<void> {
    return this.send(shiftId, async () => {
      await this.api.delete('/api/volunteering/shifts/{shiftId}/signups/mine', { path: { shiftId } });
      this.toasts.show({ text: 'shifts.withdrawnToast' });
    });
  }

  private async send(shiftId: string, work: () => Promise<void>): Promise<void> {
    this.busyWith.set(shiftId);
    this.refusal.set(null);
    try {
      await work();
    } catch (error) {
      this.refusal.set({ shiftId, text: this.problemText.of(error) });
    } finally {
      this.busyWith.set(null);
      this.changes.update((count) => count + 1);
    }
  }
}
