//! What the tests share: the program under test, people, and a browser.
