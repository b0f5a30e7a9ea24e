import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';

import { provideTestTexts } from '../../../../testing/texts';
import { newDraft, readRule, RuleDraft, writeRule } from './rule';
import { RuleBuilder } from './rule-builder';

@Component({
  imports: [RuleBuilder],
  template: `<app-rule-builder [(draft)]="draft" [missing]="missing()" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  readonly draft = signal<RuleDraft>(newDraft('2026-11-27'));
  readonly missing = signal<string | null>(null);
}

describe('the rule builder', () => {
  let fixture: ComponentFixture<Page>;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
  });

  function box(text: string, legend?: string): HTMLInputElement {
    const page: HTMLElement = fixture.nativeElement;
    const groups = [...page.querySelectorAll('fieldset')].filter(
      (group) => !legend || group.querySelector('legend')?.textContent?.trim() === legend,
    );
    const label = groups
      .flatMap((group) => [...group.querySelectorAll('label')])
      .find((one) => one.textContent?.trim() === text);
    return label!.querySelector('input')!;
  }

  async function choose(text: string, legend?: string): Promise<void> {
    box(text, legend).click();
    await fixture.whenStable();
  }

  function rule(): string {
    return writeRule(fixture.componentInstance.draft());
  }

  it('opens on the weekday of the first day', () => {
    expect(box('每周').checked).toBe(true);
    expect(box('周五').checked).toBe(true);
    expect(box('周六').checked).toBe(false);
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=FR');
  });

  it('takes one click to the last Saturday of the month', async () => {
    await choose('每月');
    expect(rule()).toBe('FREQ=MONTHLY;BYDAY=-1SA');
    expect(box('最后一个').checked).toBe(true);
  });

  it('adds a weekday, and takes it away again', async () => {
    await choose('周一');
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=MO,FR');
    await choose('周五');
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=MO');
  });

  it('goes by the day of the month, the last one too', async () => {
    await choose('每月');
    await choose('几号');
    await choose('15', '几号');
    await choose('27', '几号');
    await choose('最后一天', '几号');
    expect(rule()).toBe('FREQ=MONTHLY;BYMONTHDAY=15,-1');
  });

  it('knows the festivals of the lunar year', async () => {
    await choose('农历');
    const page: HTMLElement = fixture.nativeElement;
    [...page.querySelectorAll('button')].find((button) => button.textContent?.includes('腊八节'))!.click();
    await fixture.whenStable();
    expect(rule()).toBe('LUNAR=12/8');
  });

  it('shows a rule that exists already', async () => {
    fixture.componentInstance.draft.set(readRule('FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,3SU', '2026-11-27')!.draft);
    await fixture.whenStable();
    expect(box('每月').checked).toBe(true);
    expect(box('第一个').checked).toBe(true);
    expect(box('第三个').checked).toBe(true);
    expect(box('最后一个').checked).toBe(false);
    expect(box('周日').checked).toBe(true);
    expect((fixture.nativeElement as HTMLElement).querySelector<HTMLInputElement>('input[type=number]')!.value).toBe(
      '2',
    );
  });

  it('says what is missing', async () => {
    fixture.componentInstance.missing.set('weekdays');
    await fixture.whenStable();
    expect((fixture.nativeElement as HTMLElement).textContent).toContain('请选星期几。');
  });
});
