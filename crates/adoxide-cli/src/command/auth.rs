//! `adox auth`.

pub mod status;
