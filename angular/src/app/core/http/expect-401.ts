import { HttpContextToken } from '@angular/common/http';

/** Set on calls for which "not signed in" is an ordinary answer, such as signing in itself. */
export const EXPECT_401 = new HttpContextToken<boolean>(() => false);
