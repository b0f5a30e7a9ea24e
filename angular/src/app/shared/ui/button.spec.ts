import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { Button } from './button';

@Component({
  selector: 'app-button-spec',
  imports: [Button],
  template: `<button app-button type="button" [busy]="busy()" (click)="clicks = clicks + 1">x</button>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  readonly busy = signal(false);
  clicks = 0;
}

describe('button', () => {
  it('does not act again while it is busy, and says so', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const button = (fixture.nativeElement as HTMLElement).querySelector('button')!;
    button.click();
    expect(fixture.componentInstance.clicks).toBe(1);

    fixture.componentInstance.busy.set(true);
    await fixture.whenStable();
    expect(button.getAttribute('aria-disabled')).toBe('true');
    button.click();
    expect(fixture.componentInstance.clicks).toBe(1);
  });
});
