import { TestBed } from '@angular/core/testing';

import { Confirm } from './confirm';
import { askBeforeLosing, MayHaveUnsaved } from './unsaved';

describe('confirm', () => {
  it('answers the one who asked', async () => {
    const confirm = TestBed.inject(Confirm);
    const asked = confirm.ask({ title: 'common.save', yes: 'common.yes' });
    expect(confirm.open()?.question.yes).toBe('common.yes');
    confirm.answer(true);
    expect(await asked).toBe(true);
    expect(confirm.open()).toBeNull();
  });

  it('takes a question that nobody answered for a no', async () => {
    const confirm = TestBed.inject(Confirm);
    const first = confirm.ask({ title: 'common.save', yes: 'common.yes' });
    const second = confirm.ask({ title: 'common.close', yes: 'common.yes' });
    expect(await first).toBe(false);
    confirm.answer(false);
    expect(await second).toBe(false);
  });

  it('is asked before unsaved work is lost, and only then', async () => {
    const leave = (page: MayHaveUnsaved) =>
      TestBed.runInInjectionContext(() =>
        (askBeforeLosing as (page: MayHaveUnsaved) => boolean | Promise<boolean>)(page),
      );
    expect(leave({ hasUnsaved: () => false })).toBe(true);
    const answer = leave({ hasUnsaved: () => true });
    TestBed.inject(Confirm).answer(true);
    expect(await answer).toBe(true);
  });
});
