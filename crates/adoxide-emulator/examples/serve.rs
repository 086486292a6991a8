//! An emulator on a port: `cargo run -p adoxide-emulator --example serve [PORT [SEED_SIZE]]`.

use adoxide_emulator::Emulator;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().map_or(Ok(8080), |port| port.parse::<u16>())?;
    let size = arguments.next().map_or(Ok(3), |size| size.parse())?;
    let emulator = Emulator::builder().seed_size(size).build()?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let url = format!("http://{}/{}", listener.local_addr()?, emulator.organizations()[0]);
    #[allow(clippy::print_stdout)]
    {
        println!("{url}\n{}", emulator.token());
    }
    match emulator.serve(listener).await? {}
}
