import { TestBed } from '@angular/core/testing';

import { provideTestTexts } from '../../../testing/texts';
import { ToastHost, Toasts } from './toast';

describe('toast', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
  });
  afterEach(() => vi.useRealTimers());

  it('goes away after a while, later when something can be undone', () => {
    const toasts = TestBed.inject(Toasts);
    toasts.show({ text: 'common.save' });
    vi.advanceTimersByTime(6_000);
    expect(toasts.current()).toBeNull();

    toasts.show({ text: 'common.save', undo: () => undefined });
    vi.advanceTimersByTime(9_000);
    expect(toasts.current()).not.toBeNull();
    vi.advanceTimersByTime(1_000);
    expect(toasts.current()).toBeNull();
  });

  it('waits for a slow reader', () => {
    const toasts = TestBed.inject(Toasts);
    toasts.show({ text: 'common.save' });
    toasts.hold();
    vi.advanceTimersByTime(60_000);
    expect(toasts.current()).not.toBeNull();
    toasts.release();
    vi.advanceTimersByTime(6_000);
    expect(toasts.current()).toBeNull();
  });

  it('undoes once and is read out', () => {
    const undo = vi.fn();
    const fixture = TestBed.createComponent(ToastHost);
    const root = fixture.nativeElement as HTMLElement;
    fixture.detectChanges();
    TestBed.inject(Toasts).show({ text: 'common.save', undo });
    fixture.detectChanges();
    expect(root.querySelector('[role=status]')!.textContent).toContain('保存');
    root.querySelector<HTMLButtonElement>('button[app-button]')!.click();
    fixture.detectChanges();
    expect(undo).toHaveBeenCalledTimes(1);
    expect(root.querySelector('.toast')).toBeNull();
  });
});
