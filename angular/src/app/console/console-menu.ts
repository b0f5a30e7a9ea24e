export interface MenuEntry {
  /** Address below /console. */
  readonly path: string;
  /** Translation key. */
  readonly text: string;
  /** Shown to those who may; without it, to everybody in the console. */
  readonly permission?: string;
  /** Not marked as "here" on the pages below it. */
  readonly exact?: boolean;
}

// One line per entry, in the order of the menu.
export const CONSOLE_MENU: readonly MenuEntry[] = [
  { path: '', text: 'desk.title' },
  { path: 'calendar', text: 'calendar.title', permission: 'Volunteering.ManageDuties' },
  { path: 'duties', text: 'duties.title', permission: 'Volunteering.ManageDuties' },
  { path: 'catalogue', text: 'catalogue.title', permission: 'Volunteering.ManageCatalogue' },
  { path: 'clubs', text: 'clubs.title', permission: 'Organizations.ViewClubs' },
  { path: 'hours', text: 'hoursDesk.title', permission: 'Volunteering.ApproveHours' },
  { path: 'funds', text: 'funds.title', permission: 'Funds.ViewBooks' },
  { path: 'people', text: 'people.title', permission: 'Platform.ViewPeople' },
  { path: 'messages/call-list', text: 'messages.callList', permission: 'Platform.ViewMessages' },
  { path: 'messages', text: 'messages.title', permission: 'Platform.ViewMessages', exact: true },
  { path: 'roles', text: 'roles.title', permission: 'Platform.ManageRoles' },
  { path: 'settings', text: 'settings.title', permission: 'Platform.ManageSettings' },
  { path: 'audit', text: 'audit.title', permission: 'Platform.ViewAudit' },
  { path: 'street', text: 'street.title', permission: 'Platform.ViewStreet' },
  { path: 'host/communities', text: 'host.communities', permission: 'Platform.ManageCommunities' },
  { path: 'host/jobs', text: 'host.jobs', permission: 'Platform.ViewJobs' },
];
