//! adoxide-emulator
